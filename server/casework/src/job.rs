//! What casework does by itself. A job lies beside what it belongs to; how jobs run is told in [`foundation::job`].

use foundation::job::JobKind;

use crate::leaving::hand_over_work::HandOverWork;
use crate::photo::delete_photo_files::DeletePhotoFiles;
use crate::photo::room::EVERY_SECONDS;
use crate::sweep_unused::SweepUnused;

/// Every job of casework. A new one is added here.
pub static JOBS: [JobKind; 3] =
    [JobKind::of::<DeletePhotoFiles>(), JobKind::of::<HandOverWork>(), JobKind::every::<SweepUnused>(EVERY_SECONDS)];
