from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='customer',
            name='forecasts',
            field=models.JSONField(blank=True, default=dict, verbose_name='Forecasts'),
        ),
        migrations.AddField(
            model_name='customer',
            name='preferred',
            field=models.JSONField(blank=True, default=dict, verbose_name='Preferred operators'),
        ),
    ]
