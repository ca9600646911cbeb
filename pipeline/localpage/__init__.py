"""The local page: a working folder in a browser, for those who do not use a terminal.

Every button runs a command of `publish`, and the page shows which; there is nothing that it can do
and the command line cannot. It is bound to 127.0.0.1, knows its visitor by a token, needs no
JavaScript, and stores nothing outside the folder. It needs the extra `page`.
"""
