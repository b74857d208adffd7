from django.db import migrations

FIRST = (
    ("lunch", "Обед", "Lunch"),
    ("break", "Короткий перерыв", "Short break"),
    ("training", "Обучение", "Training"),
    ("meeting", "Совещание", "Meeting"),
    ("paperwork", "Работа с документами", "Paperwork"),
)


def add(apps, schema_editor):
    reasons = apps.get_model("setup", "PauseReason")
    for place, (code, name_ru, name_en) in enumerate(FIRST, start=1):
        reasons.objects.get_or_create(
            code=code, defaults={"name_ru": name_ru, "name_en": name_en, "place": place * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("setup", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
