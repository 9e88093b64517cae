//! What staff and reporters write beside the report itself: reasons, notes, findings, answers.

use domain::case::Outcome;

use super::phrase::Text;
use crate::random::Random;

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// Why a report is refused.
pub(crate) const REFUSALS: &[Text] = &[
    text(
        "照片和文字都看不出具体位置，也没有留下联系方式，无法核实，请补充位置后重新上报。",
        "Neither photo nor words show where it is and no contact was left. Please report again with the place.",
    ),
    text(
        "您反映的位置属于小区业主共有部分，由物业服务企业负责，请先联系物业或社区。",
        "This is common property of a housing estate. Please contact its property manager or the community first.",
    ),
    text(
        "工作人员当天到现场查看，未发现所反映的情况，如再次出现请随时上报。",
        "Staff went there the same day and did not find it. Please report again if it comes back.",
    ),
    text(
        "该诉求属于合同纠纷，不在受理范围，建议通过人民调解或诉讼途径解决。",
        "This is a dispute over a contract, which we cannot take on. Mediation or a court can help.",
    ),
    text(
        "同一地点的同一问题已有人上报并正在处理，不再重复立案，感谢提醒。",
        "The same problem at this place was reported before and is being handled. Thank you all the same.",
    ),
];

/// Why a dispatcher sends a case back to the acceptor.
pub(crate) const SEND_BACKS: &[Text] = &[
    text("类别与描述不符，请核对后重新立案。", "The class does not fit the words; please check and file again."),
    text(
        "立案条件选择有误，影响处置时限，请修改。",
        "The filing condition is wrong and changes the limit; please correct it.",
    ),
];

/// Why a department sends a case back.
pub(crate) const RETURNS: &[Text] = &[
    text(
        "经现场核实，该设施不属于我单位管养，请另行派遣。",
        "Checked on site: not maintained by us. Please send it elsewhere.",
    ),
    text(
        "问题位于交界处，对照责任清单应由相邻单位负责。",
        "It lies on a border; by the list of duties the neighbor is responsible.",
    ),
    text(
        "该路段尚未移交，仍由建设单位养护，请转派。",
        "The road has not been handed over yet and is still with its builder.",
    ),
];

/// What a dispatcher adds; many add nothing.
pub(crate) const DISPATCH_NOTES: &[Text] = &[
    text("", ""),
    text("", ""),
    text("请先到现场核实，再安排处置。", "Please check on site before sending a crew."),
    text("涉及通行安全，请优先处理。", "It concerns the safety of traffic; please put it first."),
    text("同一路段近期多次上报，请一并排查。", "Reported several times on this road lately; please look at all of it."),
];

/// What an officer writes in the end.
pub(crate) const FINISH_NOTES: &[Text] = &[
    text("现场已处理完毕，前后照片已上传。", "Done on site, photos before and after uploaded."),
    text("已按要求处置，并清理了作业现场。", "Handled as required, the site was cleaned up."),
    text("处理完成，周边同类问题一并检查。", "Done; the same kind of problem nearby was checked too."),
    text("已完成，过程中未影响通行。", "Finished without blocking traffic."),
];

/// What a collector finds when it is well.
pub(crate) const PASSES: &[Text] = &[
    text("到现场核查，问题已解决，符合结案条件。", "Checked on site: solved, meets the closing condition."),
    text("现场与处置照片一致，可以结案。", "The site matches the photos and can be closed."),
    text("已恢复原状，周边整洁。", "Restored and tidy around."),
];

/// What a collector finds when it is not.
pub(crate) const FAILS: &[Text] = &[
    text("现场仍有残留，未处理到位，请返工。", "Remains are still there; please finish the work."),
    text("处置位置有误，反映的地点没有变化。", "The wrong spot was handled; the reported one is unchanged."),
    text("修补处高低不平，不符合结案条件。", "The repair is uneven and does not meet the closing condition."),
];

/// Why a reporter reopens a case.
pub(crate) const REOPENINGS: &[Text] = &[
    text(
        "才过了两天又变成原来的样子，没有真正解决。",
        "After two days it was just as before. It was not really solved.",
    ),
    text("回去看了，只处理了一半，另一半还在。", "I went to look: only half of it was done."),
    text("照片拍的不是我说的那个地方，请再来看一下。", "The photo shows another place. Please come again."),
];

/// Why an acceptor lets a reopened case stand.
pub(crate) const UPHOLDINGS: &[Text] = &[
    text(
        "经复核，现场已处理到位，新出现的情况请另行上报。",
        "Checked again: it was done. Please report what is new separately.",
    ),
    text("已再次到场核实，处置符合标准，维持结案。", "Checked on site again: up to standard, so it stays closed."),
];

/// Why somebody is dissatisfied.
pub(crate) const COMPLAINTS: &[Text] = &[
    text("处理得太慢了，等了好几天。", "Far too slow, I waited for days."),
    text("表面上弄了一下，过几天肯定还会这样。", "Only on the surface, it will be back in days."),
    text("没有人联系过我，不知道到底做了什么。", "Nobody got in touch; I do not know what was done."),
    text("和上次一样，只处理了一部分。", "Like last time, only part of it was done."),
];

/// What came of calling a dissatisfied reporter back.
pub(crate) const FOLLOW_UPS: &[Text] = &[
    text("已向市民说明处理过程，市民表示理解。", "Explained to the reporter what was done; they understand."),
    text(
        "市民认为问题仍未彻底解决，已告知可在网页上要求重办。",
        "The reporter finds it not quite solved; told them how to have it opened again.",
    ),
    text("电话无人接听，已约定明日再拨。", "Nobody answered; to be tried again tomorrow."),
];

/// Answers for where none of the class's own fits, with how the case ended.
const ANSWERS: &[(Outcome, Text)] = &[
    (
        Outcome::Solved,
        text(
            "您反映的问题已经处理完毕，感谢您对城市管理的支持。",
            "What you reported has been dealt with. Thank you for your help.",
        ),
    ),
    (
        Outcome::Solved,
        text(
            "责任单位已到现场处理，并安排近期加强巡查，欢迎继续监督。",
            "The unit in charge has dealt with it on site and will patrol more often. Please keep telling us.",
        ),
    ),
    (
        Outcome::Planned,
        text(
            "经现场查看，需要较大范围施工，已列入整治计划，开工前会在现场公告。",
            "It needs larger works, which are on the plan now. A notice will be posted on site before they begin.",
        ),
    ),
];

/// Answers where nothing had to be done.
const OTHERWISE: &[(Outcome, Text)] = &[
    (
        Outcome::NotFound,
        text(
            "工作人员两次到现场查看，未发现所反映的问题，如再次出现请随时上报。",
            "Staff went there twice and did not find it. Please report again if it comes back.",
        ),
    ),
    (
        Outcome::Explained,
        text(
            "经现场核实，设置符合规定，已向周边居民作了说明，感谢理解。",
            "It was checked on site and meets the rules; neighbors have been told. Thank you for understanding.",
        ),
    ),
];

/// One of them.
pub(crate) fn one_of(texts: &[Text], random: &mut Random) -> Text {
    texts.get(random.below(texts.len())).copied().unwrap_or_default()
}

/// How a case ends: with the answer that fits it, or a general one; a few with nothing done.
pub(crate) fn answer(own: Option<Text>, random: &mut Random) -> (Outcome, Text) {
    let general = if random.below(100) < 5 { OTHERWISE } else { ANSWERS };
    match own {
        Some(text) if general.len() == ANSWERS.len() => (Outcome::Solved, text),
        _ => general.get(random.below(general.len())).copied().unwrap_or((Outcome::Solved, Text::default())),
    }
}
