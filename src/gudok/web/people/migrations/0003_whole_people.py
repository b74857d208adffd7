# Several addresses and e-mails, tags, own fields; the company's name steps aside for the company's row.

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import gudok.web.accounts.models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_customer_code")]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="Company")),
                ("key", models.CharField(db_index=True, editable=False, max_length=240)),
                ("tax_id", models.CharField(blank=True, max_length=20, verbose_name="Taxpayer number")),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={"ordering": ["name", "id"]},
        ),
        migrations.CreateModel(
            name="OwnField",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(editable=False, max_length=40, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "A number"),
                            ("date", "Date"),
                            ("choice", "One of a list"),
                            ("flag", "Yes or no"),
                        ],
                        default="text",
                        max_length=6,
                        verbose_name="Kind",
                    ),
                ),
                ("options", models.JSONField(blank=True, default=list, verbose_name="To choose from")),
                ("required", models.BooleanField(default=False, verbose_name="Must be filled in")),
                ("on_card", models.BooleanField(default=True, verbose_name="Shown on the desk's card")),
                ("place", models.PositiveSmallIntegerField(default=100, verbose_name="Place in the list")),
            ],
            options={"ordering": ["place", "id"]},
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="Tag")),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.RenameField(model_name="customer", old_name="company", new_name="company_text"),
        migrations.AddField(
            model_name="customer",
            name="company",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="people",
                to="people.company",
                verbose_name="Company",
            ),
        ),
        migrations.AddField(
            model_name="customer", name="found_by", field=models.TextField(default="", editable=False)
        ),
        migrations.AddField(
            model_name="customer",
            name="language",
            field=models.CharField(blank=True, max_length=12, verbose_name="Language", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="customer",
            name="name_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=240),
        ),
        migrations.AddField(
            model_name="customer",
            name="own",
            field=models.JSONField(blank=True, default=dict, verbose_name="Own fields"),
        ),
        migrations.AddField(
            model_name="customer",
            name="time_zone",
            field=models.CharField(
                blank=True,
                max_length=64,
                validators=[gudok.web.accounts.models.check_time_zone],
                verbose_name="Time zone",
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="customer",
            name="tags",
            field=models.ManyToManyField(blank=True, related_name="people", to="people.tag", verbose_name="Tags"),
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="Address")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="people.customer"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="Email",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(db_index=True, max_length=254, verbose_name="Email")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="emails", to="people.customer"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("customer", "address"), name="email_once")],
            },
        ),
    ]
