from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_preferred_operators'),
    ]

    operations = [
        migrations.AddField(
            model_name='customer',
            name='code',
            field=models.CharField(blank=True, help_text='One of our own, as in a contract. Who types it in a voice menu is known from any telephone.', max_length=20, null=True, unique=True, verbose_name="Customer's number"),
        ),
    ]
