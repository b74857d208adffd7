from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("setup", "0008_record_pause")]

    operations = [
        migrations.AddField(
            model_name="operator",
            name="nailed",
            field=models.BooleanField(
                default=False,
                help_text="The SIP telephone is called once, at the shift's beginning; calls then come with a beep, without ringing.",
                verbose_name="Line for the whole shift",
            ),
        ),
        migrations.AlterField(
            model_name="operator",
            name="kind",
            field=models.CharField(
                choices=[
                    ("browser", "In the browser"),
                    ("sip", "SIP telephone"),
                    ("both", "Both: the operator chooses at the desk"),
                ],
                default="browser",
                max_length=8,
                verbose_name="Telephone",
            ),
        ),
    ]
