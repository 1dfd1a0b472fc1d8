//! How files take their place.

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use bundler::{AttachOptions, Error, FileMode, Payload, attach, write_atomically};

use crate::fixture::{Libc, Program, attached, expect_output, payload, template, write};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("the file is there").permissions().mode() & 0o7777
}

/// The bits that the umask leaves.
fn left_by_umask() -> u32 {
    let folder = tempfile::tempdir().expect("a folder for one file");
    let path = folder.path().join("file");
    fs::write(&path, "").expect("the file can be written");
    let data = mode(&path);
    data | (data & 0o444) >> 2
}

#[test]
fn modes_follow_template_and_umask() {
    let folder = tempfile::tempdir().unwrap();
    let left = left_by_umask() | 0o700;
    for (template_mode, expected) in
        [(0o755, 0o755), (0o644, 0o755), (0o700, 0o700), (0o6755, 0o755), (0o555, 0o755), (0o111, 0o711)]
    {
        let template = folder.path().join("template");
        let path = folder.path().join("program");
        fs::write(&template, "x").unwrap();
        fs::set_permissions(&template, Permissions::from_mode(template_mode)).unwrap();
        let like_template = FileMode::executable_like(&fs::metadata(&template).unwrap());
        write_atomically::<Error>(&path, like_template, |out| Ok(out.write_all(b"y")?)).unwrap();
        assert_eq!(mode(&path), expected & left, "{template_mode:o}");
        fs::remove_file(&template).unwrap();
    }
}

#[test]
fn a_failed_write_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "old").unwrap();
    let failed = write_atomically(&path, FileMode::Data, |out| {
        out.write_all(&[0; 1_000_000])?;
        Err(Error::NothingAttached)
    });
    assert!(matches!(failed, Err(Error::NothingAttached)));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

const KILLED: &str = "BUNDLER_TEST_KILLED_WHILE_WRITING";

/// The second half of the next test: what its child does. In any other run, nothing.
#[test]
fn killed_while_writing() {
    let Some(path) = std::env::var_os(KILLED) else { return };
    let _ = write_atomically::<Error>(Path::new(&path), FileMode::Data, |out| {
        out.write_all(&[0; 1_000_000])?;
        let _ = Command::new("kill").args(["-KILL", &std::process::id().to_string()]).status();
        unreachable!("the process is killed")
    });
}

#[test]
fn a_killed_write_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "old").unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writing::killed_while_writing"])
        .env(KILLED, &path)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9));
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn a_running_program_can_be_replaced() {
    let (old, new) = (payload(1_000_000), payload(2_000_000));
    let program = Program::new(&attached(template(Libc::Musl), &old));
    let mut running = loop {
        // Its output does not fit into the pipe, so it runs until somebody reads.
        match Command::new(&program.path).stdout(Stdio::piped()).spawn() {
            Ok(running) => break running,
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            Err(error) => panic!("{error}"),
        }
    };
    let mut output = vec![0; 1];
    let mut pipe = running.stdout.take().unwrap();
    pipe.read_exact(&mut output).unwrap();
    let source = File::open(&program.path).unwrap();
    let slices = [new.as_slice()];
    let attachment = attach(&source, Payload::Slices(&slices), &AttachOptions::default()).unwrap();
    write_atomically(&program.path, FileMode::Executable, |out| attachment.write_to(out)).unwrap();
    pipe.read_to_end(&mut output).unwrap();
    assert!(output == old && running.wait().unwrap().success());
    expect_output(&mut Command::new(&program.path), &new);
    assert_eq!(fs::read_dir(program.folder.path()).unwrap().count(), 1);
}

#[test]
fn symbolic_links_stay() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bin")).unwrap();
    let (link, file) = (folder.path().join("link"), folder.path().join("bin/file"));
    symlink("bin/file", &link).unwrap();
    for contents in [b"first", b"other"] {
        write(&link, contents);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), contents);
    }
    assert_eq!(fs::metadata(&file).unwrap().nlink(), 1);
}

#[test]
fn only_files_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    symlink("loop", folder.path().join("loop")).unwrap();
    for path in [folder.path().to_owned(), folder.path().join("loop"), "/dev/null".into()] {
        let refused = write_atomically::<Error>(&path, FileMode::Data, |_| Ok(()));
        assert!(matches!(refused, Err(Error::NotARegularFile)), "{}", path.display());
    }
    let missing = folder.path().join("missing/file");
    assert!(matches!(write_atomically::<Error>(&missing, FileMode::Data, |_| Ok(())), Err(Error::Io { .. })));
}
