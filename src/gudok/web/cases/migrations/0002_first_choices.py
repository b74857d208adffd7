from django.db import migrations

KINDS = (
    ("complaint", "Жалоба", "Complaint", 24, 8, ["subject", "text"]),
    ("wish", "Пожелание", "Wish", 0, 0, ["subject"]),
    ("question", "Вопрос", "Question", 8, 8, ["subject"]),
    ("request", "Запрос в службу", "Request to a service", 8, 4, ["subject", "service"]),
)


def make_rows(apps, schema_editor):
    for place, (code, ru, en, deadline, climb, required) in enumerate(KINDS, 1):
        apps.get_model("cases", "CaseKind").objects.create(
            code=code, name_ru=ru, name_en=en, place=place * 10, deadline_h=deadline, climb_h=climb, required=required
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
