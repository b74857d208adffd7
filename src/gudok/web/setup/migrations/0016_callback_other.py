from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('setup', '0015_flow_steps'),
    ]

    operations = [
        migrations.AddField(
            model_name='queue',
            name='callback_other',
            field=models.BooleanField(default=False, help_text='2 instead of the second 1: the caller types a number and #, hears it and confirms it. Only numbers that calls out may dial. Offered to those whose number is withheld, too.', verbose_name='May name another number'),
        ),
    ]
