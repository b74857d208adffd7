import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0004_second_lines")]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=8)),
                ("to", models.CharField(blank=True, max_length=24)),
                ("text", models.TextField(blank=True)),
            ],
            options={"ordering": ["-at", "-id"]},
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agent", models.CharField(max_length=24)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="record.message"
                    ),
                ),
            ],
            options={"ordering": ["agent"]},
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("message", "agent"), name="receipt_once"),
        ),
    ]
