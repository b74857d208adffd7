"""What a monitoring system asks: /metrics, /livez, /readyz."""
