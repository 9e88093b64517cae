//! The road network: each town's streets, the roads between towns that continue its main streets, and the main
//! streets that lead on to the city's border.

use super::line::{dense, length};
use super::locate::TownIndex;
use super::plane::Point;
use super::polygon::simplify;
use super::run::runs;
use super::shape::Road;
use super::street::{Street, StreetNames, streets};
use super::table::{RoadNameRow, RoadRank};
use super::trunk::{End, best_ends, ends, lead_out, trunk};
use super::water::around_lake;

/// The usual distance between streets in kilometers: wider in the city proper, which has more of them.
fn block(street_count: usize) -> f64 {
    if street_count > 8 { 0.42 } else { 0.36 }
}

/// A road between two towns, by their numbers, and its name's number in each town's list.
struct Link {
    towns: [usize; 2],
    names: [usize; 2],
}

/// All roads. `centers` holds each town's code and middle in the towns' order.
pub(super) fn roads(towns: &TownIndex, centers: &[(String, Point)], names: &[RoadNameRow]) -> Vec<Road> {
    let links = links(centers, names);
    let mut nets: Vec<Vec<Street>> = Vec::new();
    for (town, (code, center)) in centers.iter().enumerate() {
        let street_names = street_names(code, town, names, &links);
        let count = street_names.main.len() + street_names.branch.len();
        nets.push(streets(code, *center, block(count), &street_names));
    }
    let joined = joined(towns, centers, &links, &mut nets);
    let mut drawn: Vec<(usize, usize, RoadRank, Vec<Point>)> = Vec::new();
    for (town, net) in nets.iter().enumerate() {
        for street in net {
            let rank = if street.main { RoadRank::Main } else { RoadRank::Branch };
            let pieces = runs(&shored(&street.line), |point| towns.town(point)).into_iter();
            drawn.extend(pieces.filter(|(own, _)| *own == town).map(|(own, line)| (own, street.name, rank, line)));
        }
    }
    for (link, ends) in links.iter().zip(&joined) {
        let [Some(from), Some(to)] = ends else {
            continue;
        };
        for (town, line) in runs(&shored(&trunk(from, to)), |point| towns.town(point)) {
            let side = link.towns.iter().position(|own| *own == town).unwrap_or(0);
            drawn.push((town, link.names[side], RoadRank::Main, line));
        }
    }
    numbered(drawn, centers, names)
}

/// The street ends that each link joins, in its towns' order. What no link needs leads on to the city's border.
fn joined(
    towns: &TownIndex,
    centers: &[(String, Point)],
    links: &[Link],
    nets: &mut [Vec<Street>],
) -> Vec<[Option<End>; 2]> {
    let mut joined: Vec<[Option<End>; 2]> = links.iter().map(|_| [None, None]).collect();
    for (town, (_, center)) in centers.iter().enumerate() {
        let side_of = |link: &Link| link.towns.iter().position(|own| *own == town);
        let wanted: Vec<(usize, usize)> =
            links.iter().enumerate().filter_map(|(number, link)| side_of(link).map(|side| (number, side))).collect();
        let directions: Vec<Point> = wanted
            .iter()
            .map(|(number, side)| centers[links[*number].towns[1 - side]].1)
            .map(|target| target.minus(*center).direction())
            .collect();
        let mut free = ends(&nets[town]);
        let taken = best_ends(&mut free, *center, &directions);
        for ((number, side), end) in wanted.into_iter().zip(taken) {
            joined[number][side] = Some(end);
        }
        for end in free {
            lead_out(towns, town, &end, &mut nets[town]);
        }
    }
    joined
}

/// The line, led around the lake.
fn shored(line: &[Point]) -> Vec<Point> {
    dense(line, 0.05).into_iter().map(around_lake).collect()
}

/// Gives the pieces ids in their town and their stored form.
fn numbered(
    drawn: Vec<(usize, usize, RoadRank, Vec<Point>)>,
    centers: &[(String, Point)],
    names: &[RoadNameRow],
) -> Vec<Road> {
    let mut serials = vec![0; centers.len()];
    let mut roads: Vec<Road> = drawn
        .into_iter()
        .filter(|(.., line)| length(line) > 0.02)
        .map(|(town, name, rank, line)| {
            serials[town] += 1;
            Road {
                id: format!("{}-R{:02}", centers[town].0, serials[town]),
                name_zh: names[name].name_zh.clone(),
                name_en: names[name].name_en.clone(),
                town: centers[town].0.clone(),
                rank,
                line: simplify(&line, 0.001).into_iter().map(Point::position).collect(),
            }
        })
        .collect();
    roads.sort_by(|a, b| a.id.cmp(&b.id));
    roads
}

/// The pairs of towns that list the same main road.
fn links(centers: &[(String, Point)], names: &[RoadNameRow]) -> Vec<Link> {
    let town = |row: &RoadNameRow| centers.iter().position(|(code, _)| *code == row.town);
    let mut links = Vec::new();
    for (first, a) in names.iter().enumerate().filter(|(_, row)| row.rank == RoadRank::Main) {
        for (second, b) in names.iter().enumerate().skip(first + 1) {
            if let (true, Some(from), Some(to)) = (a.name_zh == b.name_zh && a.rank == b.rank, town(a), town(b)) {
                links.push(Link { towns: [from, to], names: [first, second] });
            }
        }
    }
    links
}

/// The names that stay in the town: all but the links'.
fn street_names(code: &str, town: usize, names: &[RoadNameRow], links: &[Link]) -> StreetNames {
    let is_link = |name: usize| links.iter().any(|link| link.names.contains(&name) && link.towns.contains(&town));
    let of_rank = |rank: RoadRank| {
        let own = names.iter().enumerate().filter(move |(_, row)| row.town == code && row.rank == rank);
        own.map(|(name, _)| name).filter(|name| !is_link(*name)).collect::<Vec<_>>()
    };
    StreetNames { main: of_rank(RoadRank::Main), branch: of_rank(RoadRank::Branch) }
}
