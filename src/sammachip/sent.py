"""Files as they are sent: looked at before they are taken into memory."""

from django.core.files.uploadedfile import UploadedFile

from sammachip.records.actions_uploads import refuse_size


def whole(file: "UploadedFile[bytes]", most_mb: int) -> bytes:
    """All bytes of the file, read only where they are no more than its kind may have: one larger than the memory of a web
    process would take it from everybody. Raises Refused with both sizes."""
    refuse_size(file.name or "", file.size or 0, most_mb)
    content: bytes = file.read()
    return content
