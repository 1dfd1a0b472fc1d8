//! Console events of Windows, and the exception that says that a page of a mapped file cannot be read.

use super::{interrupted, line_about};
use windows_sys::Win32::Foundation::{EXCEPTION_IN_PAGE_ERROR, FALSE, TRUE};
use windows_sys::Win32::Storage::FileSystem::WriteFile;
use windows_sys::Win32::System::Console::{
    CTRL_C_EVENT, GetStdHandle, STD_ERROR_HANDLE, SetConsoleCtrlHandler,
};
use windows_sys::Win32::System::Diagnostics::Debug::{
    AddVectoredExceptionHandler, EXCEPTION_CONTINUE_SEARCH, EXCEPTION_POINTERS,
};
use windows_sys::Win32::System::Threading::ExitProcess;
use windows_sys::core::BOOL;

pub(super) fn handle_interrupts() {
    // SAFETY: the handler may be called by any thread at any time: it only sets bits of an atomic word. Without a
    // console there are no events, and nothing is lost when this fails.
    unsafe { SetConsoleCtrlHandler(Some(on_console_event), TRUE) };
}

pub(super) fn handle_unreadable_pages() {
    // SAFETY: the handler only looks at the exception and at values that are never changed.
    unsafe { AddVectoredExceptionHandler(1, Some(on_exception)) };
}

unsafe extern "system" fn on_console_event(event: u32) -> BOOL {
    if event != CTRL_C_EVENT {
        return FALSE;
    }
    interrupted();
    TRUE
}

unsafe extern "system" fn on_exception(exception: *mut EXCEPTION_POINTERS) -> i32 {
    // SAFETY: the system passes valid structures.
    let record = unsafe { &*(*exception).ExceptionRecord };
    if record.ExceptionCode != EXCEPTION_IN_PAGE_ERROR {
        return EXCEPTION_CONTINUE_SEARCH;
    }
    // The second parameter of this exception is the address.
    let Some(line) = line_about(record.ExceptionInformation[1]) else {
        return EXCEPTION_CONTINUE_SEARCH;
    };
    let mut n_written = 0;
    // SAFETY: the pointer and the length are those of a slice; the other pointers are valid or may be null.
    unsafe {
        let handle = GetStdHandle(STD_ERROR_HANDLE);
        WriteFile(handle, line.as_ptr(), line.len() as u32, &mut n_written, std::ptr::null_mut());
        ExitProcess(1)
    }
}
