//! The way of 包联 lines between the row of leaders and the cards: down from the leader, along a track of its own, down
//! to the card. Lines of different leaders never lie on each other; where they only cross there is no dot.

/// The lines of one leader, mm: where it may leave the box, and where it has to arrive.
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    /// Left and right edge of the leader's box.
    pub from: (f32, f32),
    /// Where its lines reach their cards, from left to right.
    pub to: Vec<f32>,
}

/// A routed net.
#[derive(Clone, Debug, PartialEq)]
pub struct Routed {
    /// Where it leaves the box.
    pub port: f32,
    /// The track it runs along; `None` when it goes straight down.
    pub track: Option<usize>,
}

/// Lines closer than this would look like one.
const APART: f32 = 0.7;

/// Routes the nets of a band; answers them and how many tracks they need.
pub fn route(nets: &[Net]) -> (Vec<Routed>, usize) {
    let mut routed: Vec<Routed> = (0..nets.len()).map(|at| Routed { port: port(nets, at), track: None }).collect();
    let mut order: Vec<usize> = (0..nets.len()).filter(|at| span(&nets[*at], routed[*at].port).is_some()).collect();
    // Towards the right the rightmost runs highest, towards the left the leftmost: then they do not cross.
    let leaning = |at: &usize| {
        let (net, port) = (&nets[*at], routed[*at].port);
        let middle = net.to.iter().sum::<f32>() / net.to.len() as f32;
        if middle >= port { (0, -(port * 100.0) as i64) } else { (1, (port * 100.0) as i64) }
    };
    order.sort_by_key(leaning);
    let mut tracks: Vec<Vec<(f32, f32)>> = Vec::new();
    for at in order {
        let Some((left, right)) = span(&nets[at], routed[at].port) else { continue };
        let free = |taken: &Vec<(f32, f32)>| taken.iter().all(|(from, to)| right + APART < *from || left - APART > *to);
        let track = tracks.iter().position(free).unwrap_or(tracks.len());
        if track == tracks.len() {
            tracks.push(Vec::new());
        }
        tracks[track].push((left, right));
        routed[at].track = Some(track);
    }
    (routed, tracks.len())
}

/// What a net needs of a track; nothing when it only goes straight down.
fn span(net: &Net, port: f32) -> Option<(f32, f32)> {
    let left = net.to.iter().copied().fold(port, f32::min);
    let right = net.to.iter().copied().fold(port, f32::max);
    (right - left > 0.01).then_some((left, right))
}

/// Where a net leaves its box: straight above a card if it can, else in the middle, out of the way of other lines.
fn port(nets: &[Net], at: usize) -> f32 {
    let net = &nets[at];
    let (left, right) = net.from;
    let middle = (left + right) / 2.0;
    if let [only] = net.to[..]
        && only > left + APART
        && only < right - APART
    {
        return only;
    }
    let others: Vec<f32> =
        nets.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, net)| net.to.clone()).collect();
    let clear = |x: &f32| others.iter().all(|other| (other - x).abs() >= APART);
    let steps = ((right - left) / APART / 2.0) as i32;
    let tries = (0..steps).flat_map(|step| [middle + step as f32 * APART, middle - step as f32 * APART]);
    tries.into_iter().find(clear).unwrap_or(middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(from: (f32, f32), to: &[f32]) -> Net {
        Net { from, to: to.to_vec() }
    }

    #[test]
    fn one_card_below_needs_no_track() {
        let (routed, tracks) = route(&[net((0.0, 30.0), &[12.0])]);
        assert_eq!((routed[0].port, routed[0].track, tracks), (12.0, None, 0));
    }

    #[test]
    fn neighbours_share_a_track_and_overlapping_nets_do_not() {
        let (_, tracks) = route(&[net((0.0, 30.0), &[5.0, 25.0]), net((40.0, 70.0), &[45.0, 65.0])]);
        assert_eq!(tracks, 1);
        let (routed, tracks) = route(&[net((0.0, 30.0), &[5.0, 60.0]), net((40.0, 70.0), &[25.0, 66.0])]);
        assert_eq!(tracks, 2);
        assert_ne!(routed[0].track, routed[1].track);
    }

    #[test]
    fn lines_never_leave_above_the_line_of_another() {
        let (routed, _) = route(&[net((0.0, 30.0), &[5.0, 60.0]), net((40.0, 70.0), &[15.0, 66.0])]);
        assert!((routed[0].port - 15.0).abs() >= APART, "{routed:?}");
    }
}
