"""Cases: complaints, wishes, questions, requests to other services; with a deadline, an answer and a history."""
