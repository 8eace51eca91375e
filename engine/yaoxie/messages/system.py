"""Why the system refuses, in its own words in English."""

MESSAGES = {
    "ENOENT": ("没有这个文件或文件夹", "No such file or directory"),
    "EACCES": ("没有权限", "Permission denied"),
    "EPERM": ("不允许此操作", "Operation not permitted"),
    "EEXIST": ("已有同名文件", "File exists"),
    "ENOTDIR": ("路径中有一段不是文件夹", "Not a directory"),
    "EISDIR": ("这是文件夹", "Is a directory"),
    "ENOTEMPTY": ("文件夹不是空的", "Directory not empty"),
    "ENAMETOOLONG": ("文件名太长", "File name too long"),
    "ELOOP": ("符号链接层数太多", "Too many levels of symbolic links"),
    "ENOSPC": ("磁盘空间不足", "No space left on device"),
    "EDQUOT": ("超出磁盘配额", "Disk quota exceeded"),
    "EFBIG": ("文件太大", "File too large"),
    "EROFS": ("文件系统只读", "Read-only file system"),
    "EIO": ("读写设备出错", "Input/output error"),
    "EBUSY": ("设备或资源正忙", "Device or resource busy"),
    "EMFILE": ("打开的文件太多", "Too many open files"),
    "ENFILE": ("系统打开的文件太多", "Too many open files in system"),
    "EBADF": ("文件没有打开", "Bad file descriptor"),
    "EINVAL": ("参数无效", "Invalid argument"),
    "other": ("系统的原因：{reason}", "{reason}"),
}
