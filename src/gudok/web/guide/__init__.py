"""«Пуск»: from an empty centre to the first answered call."""
