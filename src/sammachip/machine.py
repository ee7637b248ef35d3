"""What the machine says, told to the person at its terminal."""

import errno

AGAINST = {
    errno.ENOENT: "ไม่พบแฟ้มหรือโฟลเดอร์นี้ (not found)",
    errno.EISDIR: "เป็นโฟลเดอร์ ไม่ใช่แฟ้ม (a folder)",
    errno.ENOTDIR: "มีส่วนของที่เก็บที่เป็นแฟ้ม ไม่ใช่โฟลเดอร์ (not a folder)",
    errno.EACCES: "ไม่มีสิทธิ์ (permission denied)",
    errno.EPERM: "ไม่มีสิทธิ์ (permission denied)",
    errno.ENAMETOOLONG: "ชื่อยาวเกินไป (name too long)",
    errno.ENOSPC: "พื้นที่เก็บเต็ม (no space left)",
    errno.EROFS: "ที่เก็บนี้อ่านได้อย่างเดียว (read-only)",
    errno.EADDRINUSE: "มีผู้ใช้อยู่แล้ว (already in use)",
    errno.EADDRNOTAVAIL: "เครื่องนี้ไม่มีที่อยู่นั้น (no such address here)",
}
"""What an operating system most often has against a file or a port, in Thai and in English."""


def against(why: OSError) -> str:
    """What stands against it, in Thai; the system's own words where it is something rarer."""
    return AGAINST.get(why.errno or 0) or f"ระบบปฏิบัติการแจ้งว่า {why.strerror or why}"
