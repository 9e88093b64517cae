//! What casework does by itself. A job lies beside what it belongs to; how jobs run is told in [`foundation::job`].

use foundation::job::Kind;

use crate::leaving::hand_over_work::HandOverWork;
use crate::photo::delete_photo_files::DeletePhotoFiles;
use crate::photo::room::EVERY_SECONDS;
use crate::sweep_unused::SweepUnused;

/// Every job of casework. A new one is added here.
pub static JOBS: [Kind; 3] =
    [Kind::of::<DeletePhotoFiles>(), Kind::of::<HandOverWork>(), Kind::every::<SweepUnused>(EVERY_SECONDS)];
