"""What every `with` statement of the lab does: open, and close again, also when opening fails half-way."""


class Opened:
    def __enter__(self):
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def _open(self):
        """Starts everything; may fail anywhere."""
        raise NotImplementedError

    def close(self):
        """Ends what was started, whatever that is, and removes what it left behind."""
        raise NotImplementedError
