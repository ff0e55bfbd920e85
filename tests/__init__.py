"""The tests of cohortbot: stories about what people see."""
