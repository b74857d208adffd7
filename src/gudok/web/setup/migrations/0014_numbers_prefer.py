from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('setup', '0013_routing'),
    ]

    operations = [
        migrations.AddField(
            model_name='number',
            name='preferred',
            field=models.JSONField(blank=True, default=dict, verbose_name='Preferred operators'),
        ),
    ]
