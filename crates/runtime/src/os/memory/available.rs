//! How much memory this process may use: the machine's, or less when a control group or a resource limit says so.

/// Bytes of memory this process may use, or `None` when the system does not tell. Reads files; never called
/// while a program starts.
pub fn memory_available() -> Option<u64> {
    [physical_memory(), control_group_limit(), resource_limit()].into_iter().flatten().min()
}

/// The limit on a process's private writable memory (`ulimit -d`). That on its address space shows when the heap is
/// reserved.
#[cfg(all(unix, not(miri)))]
fn resource_limit() -> Option<u64> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the result is written into `limit`.
    let result = unsafe { libc::getrlimit(libc::RLIMIT_DATA, &raw mut limit) };
    (result == 0 && limit.rlim_cur != libc::RLIM_INFINITY).then_some(limit.rlim_cur)
}

#[cfg(any(miri, not(unix)))]
fn resource_limit() -> Option<u64> {
    None
}

#[cfg(all(target_os = "linux", not(miri)))]
fn physical_memory() -> Option<u64> {
    // SAFETY: queries without arguments in memory.
    let (pages, page_size) =
        unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    u64::try_from(pages).ok()?.checked_mul(u64::try_from(page_size).ok()?)
}

#[cfg(all(target_os = "macos", not(miri)))]
fn physical_memory() -> Option<u64> {
    let mut bytes = 0u64;
    let mut len = size_of::<u64>();
    // SAFETY: the name is a C string, and the result is written into `bytes` within `len`.
    let result = unsafe {
        libc::sysctlbyname(
            c"hw.memsize".as_ptr(),
            (&raw mut bytes).cast(),
            &raw mut len,
            std::ptr::null_mut(),
            0,
        )
    };
    (result == 0).then_some(bytes)
}

#[cfg(all(windows, not(miri)))]
fn physical_memory() -> Option<u64> {
    use windows_sys::Win32::System::SystemInformation::{GlobalMemoryStatusEx, MEMORYSTATUSEX};
    let mut status =
        MEMORYSTATUSEX { dwLength: size_of::<MEMORYSTATUSEX>() as u32, ..MEMORYSTATUSEX::default() };
    // SAFETY: the structure says its own length.
    let result = unsafe { GlobalMemoryStatusEx(&mut status) };
    (result != 0).then_some(status.ullTotalPhys)
}

#[cfg(any(miri, not(any(target_os = "linux", target_os = "macos", windows))))]
fn physical_memory() -> Option<u64> {
    None
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn control_group_limit() -> Option<u64> {
    None
}

/// The least limit on the way from this process's control group to the root, in either hierarchy.
#[cfg(all(target_os = "linux", not(miri)))]
fn control_group_limit() -> Option<u64> {
    let membership = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    group_files(&membership)
        .into_iter()
        .filter_map(|file| parse_limit(&std::fs::read_to_string(file).ok()?))
        .min()
}

/// Files that may hold a limit, given the text of `/proc/self/cgroup`. A container often sees its own group
/// mounted as the root, so the root's files always belong to them.
#[cfg(any(test, all(target_os = "linux", not(miri))))]
fn group_files(membership: &str) -> Vec<String> {
    let mut files = Vec::new();
    for line in membership.lines() {
        let mut fields = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(group)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let (root, file) = if controllers.is_empty() {
            ("/sys/fs/cgroup", "memory.max")
        } else if controllers.split(',').any(|controller| controller == "memory") {
            ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
        } else {
            continue;
        };
        let mut group = group.trim_end_matches('/');
        loop {
            files.push(format!("{root}{group}/{file}"));
            match group.rfind('/') {
                Some(end) => group = &group[..end],
                None => break,
            }
        }
    }
    files
}

/// A limit file's number; "max", and numbers near the top of the range, mean none.
#[cfg(any(test, all(target_os = "linux", not(miri))))]
fn parse_limit(text: &str) -> Option<u64> {
    text.trim().parse().ok().filter(|&bytes: &u64| bytes < 1 << 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn group_limits_are_looked_for_up_to_the_root() {
        let v2 = "0::/user.slice/app.service\n";
        assert_eq!(
            group_files(v2),
            [
                "/sys/fs/cgroup/user.slice/app.service/memory.max",
                "/sys/fs/cgroup/user.slice/memory.max",
                "/sys/fs/cgroup/memory.max"
            ]
        );
        let v1 = "5:cpu,cpuacct:/docker/7\n4:memory:/docker/7\n";
        assert_eq!(
            group_files(v1),
            [
                "/sys/fs/cgroup/memory/docker/7/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/docker/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes"
            ]
        );
        assert_eq!(group_files("0::/\n"), ["/sys/fs/cgroup/memory.max"]);
    }

    #[test]
    fn limits_are_numbers_or_absent() {
        let rows =
            [("max\n", None), ("1073741824\n", Some(1 << 30)), ("9223372036854771712\n", None), ("", None)];
        for (text, limit) in rows {
            assert_eq!(parse_limit(text), limit, "{text:?}");
        }
    }
}
