"""What stands on a picture of a page: the way in is ``archive.extract.scan.reader.PageReader``."""
