"""The pages of a real cohort: `cohortbot run` as a process, asked over real sockets."""
