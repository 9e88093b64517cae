//! The people of the demo city. All names are invented.

use std::collections::HashMap;

use domain::account::{Role, login_key};
use domain::audit::AuditActor;
use domain::language::Name;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use foundation::{Backend, Failure, account, audit};

/// A password hash that no password fits, until there is one.
const LOCKED: &str = "!";

/// An account of the demo city, as the start of the program lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// The name used to sign in.
    pub login: &'static str,
    /// What the person does.
    pub role: Role,
    /// The person's name.
    pub name: Name,
}

/// The accounts that are shown at the start: one for every kind of work.
pub fn accounts() -> Vec<DemoAccount> {
    let person = |person: &Person| DemoAccount {
        login: person.login,
        role: person.role,
        name: Name::new(person.name.0, person.name.1),
    };
    MAIN.iter().map(person).collect()
}

struct Person {
    login: &'static str,
    role: Role,
    /// Chinese, Latin.
    name: (&'static str, &'static str),
    /// Code; empty for the centre.
    department: &'static str,
}

const fn person(
    login: &'static str,
    role: Role,
    zh: &'static str,
    en: &'static str,
    department: &'static str,
) -> Person {
    Person { login, role, name: (zh, en), department }
}

/// The accounts that the documentation names.
const MAIN: &[Person] = &[
    person("shouli", Role::Acceptor, "沈秋萍", "Shen Qiuping", ""),
    person("paiqian", Role::Dispatcher, "陆建明", "Lu Jianming", ""),
    person("zhiban", Role::ShiftLeader, "顾丽华", "Gu Lihua", ""),
    person("zhifa", Role::DepartmentClerk, "潘国强", "Pan Guoqiang", "zhifa"),
    person("shizheng", Role::DepartmentClerk, "金晓燕", "Jin Xiaoyan", "shizheng"),
    person("xuncha", Role::HandlingOfficer, "王海峰", "Wang Haifeng", "shizheng"),
    person("xietong", Role::Assistant, "徐志伟", "Xu Zhiwei", "zhifa"),
    person("caiji", Role::Collector, "俞佳琪", "Yu Jiaqi", ""),
    person("huanwei", Role::SanitationOfficer, "马阿根", "Ma Agen", "huanwei"),
    person("ducha", Role::Supervisor, "张明远", "Zhang Mingyuan", ""),
    person("chuangkou", Role::WindowClerk, "钱雅芳", "Qian Yafang", ""),
    person("xitong", Role::SystemAdministrator, "周凯", "Zhou Kai", ""),
    person("anquan", Role::SecurityAdministrator, "何静", "He Jing", ""),
    person("shenji", Role::AuditAdministrator, "戴文杰", "Dai Wenjie", ""),
];

/// Colleagues, so that work is spread and every department can take in and handle what is dispatched to it.
const COLLEAGUES: &[Person] = &[
    person("shouli2", Role::Acceptor, "方雨婷", "Fang Yuting", ""),
    person("caiji2", Role::Collector, "朱小军", "Zhu Xiaojun", ""),
    person("xuncha2", Role::HandlingOfficer, "李根生", "Li Gensheng", "shizheng"),
    person("xuncha3", Role::HandlingOfficer, "陈伟东", "Chen Weidong", "shizheng"),
    person("zhifa2", Role::HandlingOfficer, "吴斌", "Wu Bin", "zhifa"),
    person("zhifa3", Role::HandlingOfficer, "曹敏", "Cao Min", "zhifa"),
    person("huanwei2", Role::SanitationOfficer, "胡春妹", "Hu Chunmei", "huanwei"),
    person("huanwei3", Role::SanitationOfficer, "许金龙", "Xu Jinlong", "huanwei"),
    person("baojie", Role::DepartmentClerk, "屠红英", "Tu Hongying", "huanwei"),
    person("zhongxin", Role::DepartmentClerk, "毛亚平", "Mao Yaping", "centre"),
    person("zhongxin2", Role::HandlingOfficer, "倪超", "Ni Chao", "centre"),
    person("yuanlin", Role::DepartmentClerk, "蒋慧", "Jiang Hui", "yuanlin"),
    person("yuanlin2", Role::HandlingOfficer, "孙福林", "Sun Fulin", "yuanlin"),
    person("jiaojing", Role::DepartmentClerk, "姚鹏", "Yao Peng", "jiaojing"),
    person("jiaojing2", Role::HandlingOfficer, "冯磊", "Feng Lei", "jiaojing"),
    person("jiaotong", Role::DepartmentClerk, "盛洁", "Sheng Jie", "jiaotong"),
    person("jiaotong2", Role::HandlingOfficer, "邵勇", "Shao Yong", "jiaotong"),
    person("shuiwu", Role::DepartmentClerk, "汪琴", "Wang Qin", "shuiwu"),
    person("shuiwu2", Role::HandlingOfficer, "宋水生", "Song Shuisheng", "shuiwu"),
    person("ranqi", Role::DepartmentClerk, "郁芳", "Yu Fang", "ranqi"),
    person("ranqi2", Role::HandlingOfficer, "庄卫", "Zhuang Wei", "ranqi"),
    person("gongdian", Role::DepartmentClerk, "凌晨曦", "Ling Chenxi", "gongdian"),
    person("gongdian2", Role::HandlingOfficer, "费建国", "Fei Jianguo", "gongdian"),
    person("tongxin", Role::DepartmentClerk, "殷悦", "Yin Yue", "tongxin"),
    person("tongxin2", Role::HandlingOfficer, "葛涛", "Ge Tao", "tongxin"),
    person("zhujian", Role::DepartmentClerk, "严峰", "Yan Feng", "zhujian"),
    person("zhujian2", Role::HandlingOfficer, "范建华", "Fan Jianhua", "zhujian"),
    person("shuili", Role::DepartmentClerk, "施蕾", "Shi Lei", "shuili"),
    person("shuili2", Role::HandlingOfficer, "江阿毛", "Jiang Amao", "shuili"),
    person("huanbao", Role::DepartmentClerk, "鲁青", "Lu Qing", "huanbao"),
    person("huanbao2", Role::HandlingOfficer, "丁晓东", "Ding Xiaodong", "huanbao"),
    person("shichang", Role::DepartmentClerk, "唐莉", "Tang Li", "shichang"),
    person("shichang2", Role::HandlingOfficer, "任杰", "Ren Jie", "shichang"),
    person("yingji", Role::DepartmentClerk, "高翔", "Gao Xiang", "yingji"),
    person("yingji2", Role::HandlingOfficer, "石磊", "Shi Lei", "yingji"),
    person("xiaofang", Role::DepartmentClerk, "郭旭", "Guo Xu", "xiaofang"),
    person("xiaofang2", Role::HandlingOfficer, "罗刚", "Luo Gang", "xiaofang"),
    person("minzheng", Role::DepartmentClerk, "苏梅", "Su Mei", "minzheng"),
    person("minzheng2", Role::HandlingOfficer, "贾平", "Jia Ping", "minzheng"),
    person("wenlv", Role::DepartmentClerk, "叶婷", "Ye Ting", "wenlv"),
    person("wenlv2", Role::HandlingOfficer, "秦川", "Qin Chuan", "wenlv"),
];

/// Makes the accounts that are missing; they get their password with [`set_password`].
///
/// # Errors
/// When the store is away.
pub(super) async fn make(backend: &Backend) -> Result<(), Failure> {
    let tx = backend.begin().await?;
    let known = entity::account::Entity::find().all(&tx).await?;
    let known: HashMap<&str, &str> = known.iter().map(|row| (row.login.as_str(), row.password.as_str())).collect();
    let password = MAIN.first().and_then(|person| known.get(person.login)).unwrap_or(&LOCKED);
    let departments = backend.catalog().departments();
    for person in MAIN.iter().chain(COLLEAGUES).filter(|person| !known.contains_key(person.login)) {
        let department = departments.iter().find(|department| department.code == person.department);
        let row = entity::account::ActiveModel {
            login: Set(person.login.to_owned()),
            login_key: Set(login_key(person.login)),
            name_zh: Set(person.name.0.to_owned()),
            name_en: Set(person.name.1.to_owned()),
            role: Set(person.role.code().to_owned()),
            department_id: Set(department.map(|department| department.id)),
            town: Set(None),
            password: Set((*password).to_owned()),
            created_at: Set(backend.now().0),
            ..Default::default()
        };
        entity::account::Entity::insert(row).exec_without_returning(&tx).await?;
        audit::record(&tx, backend, &AuditActor::System, "create_account", person.login, person.role.code()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives all of them one password. It is hashed once and only when it has changed: hashing is slow on purpose.
///
/// # Errors
/// When it is shorter than eight characters; or the store is away.
pub(super) async fn set_password(backend: &Backend, password: &str) -> Result<(), Failure> {
    if password.chars().count() < 8 {
        return Err(Failure::Inside("the password of the demo accounts needs eight characters or more".to_owned()));
    }
    use entity::account::Column;
    let logins = || MAIN.iter().chain(COLLEAGUES).map(|person| person.login);
    let first = entity::account::Entity::find().filter(Column::Login.eq(MAIN[0].login)).one(backend.db()).await?;
    let stored = first.map(|row| row.password);
    if account::verify(backend, stored.clone(), password.to_owned(), None).await? {
        return Ok(());
    }
    // Who has taken another password since keeps it.
    entity::account::Entity::update_many()
        .col_expr(Column::Password, Expr::value(account::hash(backend, password.to_owned()).await?))
        .filter(Column::Login.is_in(logins()))
        .filter(Column::Password.is_in([LOCKED.to_owned(), stored.unwrap_or_default()]))
        .exec(backend.writer())
        .await?;
    Ok(())
}
