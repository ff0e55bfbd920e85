"""The declared commands as they are typed at a terminal: "/program pause weeks=2 mode=skip"."""

from bot.chat.typed_command import Unclear as Unclear
from bot.chat.typed_command import Use as Use
from bot.chat.typed_command import parse as parse
from bot.chat.typed_command import usage as usage
