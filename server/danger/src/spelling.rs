//! One word for what people write in many ways: the dialect spoken here, characters of the same sound, short and misspelt English.

/// Words of the dialect spoken here (Wu), and what the lexicon calls them. A word stands before its parts.
const DIALECT: [(&str, &str); 64] = [
    ("伊拉", "他们"),
    ("阿拉", "我们"),
    ("佢", "他"),
    ("伊", "他"),
    ("侬", "你"),
    ("里厢", "里面"),
    ("里向", "里面"),
    ("外头", "外面"),
    ("辰光", "时候"),
    ("啥人", "谁"),
    ("呒没", "没有"),
    ("呒不", "没有"),
    ("呒", "没有"),
    ("勿", "不"),
    ("弗", "不"),
    ("覅", "不要"),
    ("哉", "了"),
    ("老大个", "很大的"),
    ("交关", "很多"),
    ("邪气", "非常"),
    ("打相打", "打架"),
    ("相打", "打架"),
    ("相骂", "吵架"),
    ("火着", "着火"),
    ("着火烧", "着火"),
    ("火烛", "着火"),
    ("畀", "被"),
    ("拨伊", "被他"),
    ("拨人", "被人"),
    ("拨狗", "被狗"),
    ("拨车", "被车"),
    ("拨蛇", "被蛇"),
    ("撞煞", "撞死"),
    ("压煞", "压死"),
    ("轧煞", "轧死"),
    ("跌煞", "摔死"),
    ("淹煞", "淹死"),
    ("烧煞", "烧死"),
    ("打煞", "打死"),
    ("电煞", "电死"),
    ("闷煞", "闷死"),
    ("掐煞", "掐死"),
    ("不牢", "不住"),
    ("张不开", "睁不开"),
    ("不来三", "不行"),
    ("不来赛", "不行"),
    ("不着港", "不见"),
    ("寻不着", "找不着"),
    ("寻不到", "找不到"),
    ("头颈", "脖子"),
    ("面孔", "脸"),
    ("肚皮", "肚子"),
    ("脚髈", "腿"),
    ("眼乌珠", "眼睛"),
    ("小人家", "小孩"),
    ("老倌", "老公"),
    ("小伢儿", "小孩"),
    ("伢儿", "小孩"),
    ("小伢", "小孩"),
    ("木佬佬", "非常"),
    ("毛毛头", "宝宝"),
    ("嬉水", "玩水"),
    ("困觉", "睡觉"),
    ("困着", "睡着"),
];

/// Characters of the same sound written for another, where they make no word of their own.
const SOUNDS: [(&str, &str); 61] = [
    ("招火了", "着火了"),
    ("照火了", "着火了"),
    ("着或了", "着火了"),
    ("着货了", "着火了"),
    ("气火了", "起火了"),
    ("火栽", "火灾"),
    ("毛烟", "冒烟"),
    ("帽烟", "冒烟"),
    ("冒燕", "冒烟"),
    ("媒气", "煤气"),
    ("霉气味", "煤气味"),
    ("梅气", "煤气"),
    ("煤器", "煤气"),
    ("然气", "燃气"),
    ("天燃气", "天然气"),
    ("楼气", "漏气"),
    ("露气", "漏气"),
    ("漏店", "漏电"),
    ("露电", "漏电"),
    ("出电了", "触电了"),
    ("触店", "触电"),
    ("暴炸", "爆炸"),
    ("爆榨", "爆炸"),
    ("爆乍", "爆炸"),
    ("水管暴", "水管爆"),
    ("暴管", "爆管"),
    ("到塌", "倒塌"),
    ("倒踏", "倒塌"),
    ("蹋了", "塌了"),
    ("踏陷", "塌陷"),
    ("塌限", "塌陷"),
    ("就命啊", "救命啊"),
    ("救名", "救命"),
    ("救面啊", "救命啊"),
    ("旧命啊", "救命啊"),
    ("快救人阿", "快救人啊"),
    ("晕到了", "晕倒了"),
    ("云倒了", "晕倒了"),
    ("混迷", "昏迷"),
    ("昏谜", "昏迷"),
    ("昏到了", "昏倒了"),
    ("留血", "流血"),
    ("流雪了", "流血了"),
    ("受商", "受伤"),
    ("守伤", "受伤"),
    ("骨拆", "骨折"),
    ("骨则", "骨折"),
    ("逆水了", "溺水了"),
    ("弱水了", "溺水了"),
    ("洛水", "落水"),
    ("络水", "落水"),
    ("掩死", "淹死"),
    ("跳喽了", "跳楼了"),
    ("跳搂", "跳楼"),
    ("自啥了", "自杀了"),
    ("车货了", "车祸了"),
    ("出车货", "出车祸"),
    ("打加了", "打架了"),
    ("枪劫", "抢劫"),
    ("抢结", "抢劫"),
    ("抱警", "报警"),
];

/// A text in common words.
pub(super) fn standard(text: &str) -> String {
    let mut text = text.to_owned();
    for (word, meaning) in DIALECT.iter().chain(&SOUNDS) {
        if text.contains(word) {
            text = text.replace(word, meaning);
        }
    }
    text
}

/// What English draws together (im, hes), apart again: the apostrophe is gone already. What is misspelt by a letter is spelt.
pub(super) fn whole(sentence: &str) -> String {
    sentence.split_inclusive([' ', ',']).map(apart).collect()
}

/// A word, with the sign that ends it, drawn apart.
fn apart(word: &str) -> String {
    let end = word.trim_start_matches(|c: char| c != ' ' && c != ',');
    let word = &word[..word.len() - end.len()];
    format!("{}{end}", spelt(word))
}

fn spelt(word: &str) -> &str {
    if !word.is_ascii() {
        return word;
    }
    match word {
        "im" => "i am",
        "ive" => "i have",
        "hes" => "he is",
        "shes" => "she is",
        "theyre" => "they are",
        "theyve" => "they have",
        "weve" => "we have",
        "youre" => "you are",
        "whos" => "who is",
        "fier" | "fyre" | "feuer" => "fire",
        "smel" | "smeel" => "smell",
        "gaz" | "gass" => "gas",
        "smok" | "smoek" => "smoke",
        "knif" | "nife" | "knive" => "knife",
        "breth" | "brethe" | "breath" => "breathe",
        "hlep" | "halp" | "helpp" => "help",
        "blod" | "bloood" => "blood",
        "brocken" | "brokn" => "broken",
        "burnin" | "buring" | "burnning" => "burning",
        "moveing" | "mooving" => "moving",
        "pepole" | "peaple" | "poeple" | "ppl" => "people",
        "hert" => "hurt",
        "fel" => "fell",
        word if word.len() >= MISSPELT_FROM => {
            MISSPELT.iter().copied().find(|right| by_a_letter(word, right)).unwrap_or(word)
        }
        word => word,
    }
}

/// Shorter words have too many neighbours.
const MISSPELT_FROM: usize = 6;

/// Words of danger that few others are near to.
const MISSPELT: [&str; 30] = [
    "accident",
    "ambulance",
    "attacking",
    "balcony",
    "bleeding",
    "breathing",
    "building",
    "collapsed",
    "drowning",
    "electric",
    "electricity",
    "electrocuted",
    "elevator",
    "emergency",
    "exploded",
    "explosion",
    "fighting",
    "injured",
    "kidnapped",
    "leaking",
    "neighbour",
    "robbery",
    "scaffolding",
    "screaming",
    "strangling",
    "suicide",
    "swallowed",
    "trapped",
    "unconscious",
    "vomiting",
];

/// Words that are right, though near to one of those.
const RIGHT: [&str; 13] = [
    "blending",
    "breaching",
    "breeding",
    "explored",
    "insured",
    "leading",
    "leaning",
    "leaping",
    "leasing",
    "neighbor",
    "streaming",
    "trapper",
    "tripped",
];

/// Whether a word is another but for one letter that is wrong, missing, too much, or two that changed places; not the first.
fn by_a_letter(word: &str, right: &str) -> bool {
    let (word, right) = (word.as_bytes(), right.as_bytes());
    if word.first() != right.first()
        || word.len().abs_diff(right.len()) > 1
        || RIGHT.iter().any(|known| known.as_bytes() == word)
    {
        return false;
    }
    let same = word.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (word, right) = (&word[same..], &right[same..]);
    let rest = |letters: &[u8], at: usize| letters.get(at..).map(<[u8]>::to_vec);
    match (word.len(), right.len()) {
        // A form of the word (collapse, neighbours) or the word itself.
        (0, _) | (_, 0) => false,
        (w, r) if w > r => rest(word, 1) == rest(right, 0),
        (w, r) if w < r => rest(word, 0) == rest(right, 1),
        _ => {
            rest(word, 1) == rest(right, 1)
                || word.len() > 1 && word[0] == right[1] && word[1] == right[0] && rest(word, 2) == rest(right, 2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{standard, whole};

    #[test]
    fn i13_dialect_sounds_and_misspelt_words_are_one_word() {
        for (text, read) in
            [("伊勿动哉", "他不动了"), ("畀车撞煞了", "被车撞死了"), ("招火了", "着火了"), ("煤气", "煤气")]
        {
            assert_eq!(standard(text), read);
        }
        for (text, read) in [
            ("a fier in the bilding", "a fire in the building"),
            ("unconcious,bleding", "unconscious,bleeding"),
            ("accidant", "accident"),
            ("leaning tripped leading", "leaning tripped leading"),
            ("im drowing", "i am drowning"),
        ] {
            assert_eq!(whole(text), read);
        }
    }
}
