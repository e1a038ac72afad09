"""Reading process logs as they come and binding them to the vocabulary: typed tables, with every row accounted for."""

from hegui.log.binding import Bindings, bind_logs
from hegui.log.engine import open_engine
from hegui.log.files import digests, sizes

__all__ = ["Bindings", "bind_logs", "digests", "open_engine", "sizes"]
