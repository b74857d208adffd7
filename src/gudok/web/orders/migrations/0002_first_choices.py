from django.db import migrations

DELIVERIES = (("courier", "Курьером", "By courier", True), ("pickup", "Самовывоз", "Collected", False))
PAYMENTS = (("cash", "Наличными", "In cash"), ("card", "Картой при получении", "By card on delivery"), ("invoice", "По счёту", "By invoice"))
STATUSES = (
    ("new", "Новый", "New", False, ["confirmed", "cancelled"], []),
    ("confirmed", "Подтверждён", "Confirmed", False, ["cancelled"], ["sent"]),
    ("sent", "Отправлен", "Sent", False, [], ["done", "cancelled"]),
    ("done", "Выполнен", "Done", True, [], ["sent"]),
    ("cancelled", "Отменён", "Cancelled", True, [], ["new"]),
)


def make_rows(apps, schema_editor):
    for place, (code, ru, en, address) in enumerate(DELIVERIES, 1):
        apps.get_model("orders", "DeliveryKind").objects.create(
            code=code, name_ru=ru, name_en=en, place=place * 10, needs_address=address
        )
    for place, (code, ru, en) in enumerate(PAYMENTS, 1):
        apps.get_model("orders", "PaymentKind").objects.create(code=code, name_ru=ru, name_en=en, place=place * 10)
    for place, (code, ru, en, final, take, manage) in enumerate(STATUSES, 1):
        apps.get_model("orders", "OrderStatus").objects.create(
            code=code, name_ru=ru, name_en=en, place=place * 10, final=final, next_take=take, next_manage=manage
        )


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_orders")]

    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
