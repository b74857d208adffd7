import django.core.validators
import django.db.models.deletion
import gudok.web.setup.outgoing
from django.db import migrations, models


def make_row(apps, schema_editor):
    apps.get_model("setup", "Outgoing").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [
        ("setup", "0006_show_listening"),
    ]

    operations = [
        migrations.AddField(
            model_name="queue",
            name="out_number",
            field=models.CharField(
                blank=True,
                help_text="In calls out on this queue's behalf. Empty: that of all calls out.",
                max_length=18,
                validators=[django.core.validators.RegexValidator("^\\d{2,18}\\Z", "Digits only.")],
                verbose_name="Number the customer sees",
            ),
        ),
        migrations.AddField(
            model_name="queue",
            name="out_trunk",
            field=models.ForeignKey(
                blank=True,
                help_text="None: that of all calls out.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="setup.trunk",
                verbose_name="Trunk of calls out",
            ),
        ),
        migrations.AddField(
            model_name="trunk",
            name="number_in_from",
            field=models.BooleanField(
                default=False,
                help_text="Some providers read the number from the From header; others refuse a call without the login there.",
                verbose_name="Calls out: our number instead of the login",
            ),
        ),
        migrations.AddField(
            model_name="trunk",
            name="writing",
            field=models.CharField(
                choices=[("plus", "+7 495…"), ("plain", "7 495…"), ("eight", "8 495…, 810…")],
                default="plus",
                max_length=5,
                verbose_name="Calls out: numbers are written",
            ),
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Digits: 74951234567. Empty: the provider shows the account's own.",
                        max_length=18,
                        validators=[django.core.validators.RegexValidator("^\\d{2,18}\\Z", "Digits only.")],
                        verbose_name="Number the customer sees",
                    ),
                ),
                (
                    "allowed",
                    models.TextField(
                        blank=True,
                        default="+7",
                        help_text="Beginnings of numbers: +7 +375. The longest beginning that fits decides; others are forbidden.",
                        validators=[gudok.web.setup.outgoing.check_prefixes],
                        verbose_name="Numbers that may be dialled",
                    ),
                ),
                (
                    "forbidden",
                    models.TextField(
                        blank=True,
                        default="+76 +77 +7809",
                        help_text="Beginnings of numbers: +7809 are paid services, +76 and +77 are abroad.",
                        validators=[gudok.web.setup.outgoing.check_prefixes],
                        verbose_name="Numbers that may not be dialled",
                    ),
                ),
                (
                    "ring_s",
                    models.PositiveIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="Longest ringing, s",
                    ),
                ),
                (
                    "wrapup_s",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="After calls on no queue's behalf. 0 switches wrap-up off.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="Wrap-up, s",
                    ),
                ),
                (
                    "wrapup_failed",
                    models.BooleanField(
                        default=False,
                        help_text="Else the operator goes back at once to where the call was made from.",
                        verbose_name="Wrap-up also after a call that reached nobody",
                    ),
                ),
                ("record", models.BooleanField(default=True, verbose_name="Record calls on no queue's behalf")),
                (
                    "trunk",
                    models.ForeignKey(
                        blank=True,
                        help_text="None: nobody calls out. A queue may have its own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="setup.trunk",
                        verbose_name="Trunk",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_row, migrations.RunPython.noop),
    ]
