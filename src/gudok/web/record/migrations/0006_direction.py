from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0005_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="direction",
            field=models.CharField(choices=[("in", "In"), ("out", "Out")], default="in", max_length=3),
        ),
    ]
