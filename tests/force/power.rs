//! A disk in a file, and what would be on it if the power went.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A mounted file system in a file; unmounted when it is dropped.
pub struct Disk {
    image: PathBuf,
    mounted: PathBuf,
}

const MIBIBYTES: u64 = 16;

fn run(program: &str, words: &[&Path]) -> bool {
    let words = words.iter().map(|word| word.as_os_str());
    let command = Command::new(program).args(words).stdout(Stdio::null()).stderr(Stdio::null()).status();
    command.is_ok_and(|status| status.success())
}

impl Disk {
    /// A new one in that folder; none where it cannot be made or mounted.
    pub fn new(folder: &Path) -> Option<Self> {
        let image = folder.join("disk");
        fs::File::create(&image).unwrap().set_len(MIBIBYTES * 1024 * 1024).unwrap();
        run("mkfs.ext4", &[Path::new("-q"), &image]).then(|| Self::mount(image, folder.join("mounted"))).flatten()
    }

    fn mount(image: PathBuf, mounted: PathBuf) -> Option<Self> {
        fs::create_dir_all(&mounted).unwrap();
        run("mount", &[Path::new("-o"), Path::new("loop"), &image, &mounted]).then_some(Self { image, mounted })
    }

    /// A folder on it, made where it is missing.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.mounted.join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub fn clear(&self, name: &str) {
        fs::remove_dir_all(self.mounted.join(name)).unwrap();
    }

    /// Writes everything down.
    pub fn sync(&self) {
        assert!(run("sync", &[Path::new("-f"), &self.mounted]));
    }

    /// The disk as it would be found if the power went now: what was handed to it, and nothing that only waits in memory. Whoever
    /// writes is held meanwhile; the file system itself may still write, so a copy counts when the next one is the same.
    pub fn cut(&self) -> Self {
        let mut last = fs::read(&self.image).unwrap();
        loop {
            let now = fs::read(&self.image).unwrap();
            if now == last {
                break;
            }
            last = now;
        }
        let image = self.image.with_file_name("cut");
        fs::write(&image, last).unwrap();
        let mounted = self.image.with_file_name("found");
        Self::mount(image, mounted).unwrap()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &[&self.mounted]);
    }
}
