"""Tables in the making: what pages show of one table is joined."""
