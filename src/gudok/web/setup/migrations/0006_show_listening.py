from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("setup", "0005_auto_answer"),
        ("setup", "0005_hours_sounds_keeping"),
    ]

    operations = [
        migrations.AddField(
            model_name="queue",
            name="show_listening",
            field=models.BooleanField(
                default=True,
                help_text="Who whispers or joins a talk is always seen.",
                verbose_name="Operators see who listens to their talk",
            ),
        ),
    ]
