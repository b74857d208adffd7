from django.db import migrations, models

from gudok.web.setup.codes import free_code


def give_codes(apps, editor):
    for model in ("Queue", "Trunk"):
        taken: set[str] = set()
        for row in apps.get_model("setup", model).objects.order_by("pk"):
            row.code = free_code(row.name, taken)
            taken.add(row.code)
            row.save(update_fields=["code"])


def code(**limits):
    return models.SlugField(max_length=40, editable=False, verbose_name="Code", **limits)


class Migration(migrations.Migration):
    dependencies = [("setup", "0002_first_pause_reasons")]

    operations = [
        migrations.AddField("queue", "code", code(default="", db_index=False)),
        migrations.AddField("trunk", "code", code(default="", db_index=False)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField("queue", "code", code(unique=True)),
        migrations.AlterField("trunk", "code", code(unique=True)),
    ]
