"""The migration's scorecard: every success criterion and roll-back sign with its live figure, and what it advises."""
