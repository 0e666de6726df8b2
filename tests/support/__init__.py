"""What tests share: a clock that jumps, a program that runs, answers made by hand."""
