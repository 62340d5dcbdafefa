//! Types that contain themselves. A spec is a tree and has an end, so where types go in a
//! circle some field on it cannot be a block.

/// The strongly connected components of a graph: for each node the number of its
/// component, children before parents, so that an edge leads to an equal or a smaller
/// number. (Tarjan's algorithm, without recursion: nobody's types overflow our stack.)
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut seen = vec![UNSEEN; edges.len()];
    let mut low = seen.clone();
    let mut component = seen.clone();
    let (mut time, mut found) = (0, 0);
    let mut open = Vec::new();
    for start in 0..edges.len() {
        if seen[start] != UNSEEN {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                (seen[node], low[node]) = (time, time);
                time += 1;
                open.push(node);
            } else {
                let child = edges[node][next - 1];
                if component[child] == UNSEEN {
                    low[node] = low[node].min(low[child]);
                }
            }
            if let Some(child) = edges[node].get(next) {
                path.push((node, next + 1));
                if seen[*child] == UNSEEN {
                    path.push((*child, 0));
                }
            } else if low[node] == seen[node] {
                while let Some(member) = open.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_on_a_circle_are_one_component_and_children_come_first() {
        // 0 → 1 ⇄ 2 → 3 ↺, 4 alone
        let edges = [vec![1], vec![2], vec![1, 3], vec![3], vec![]];
        let found = components(&edges);
        assert_eq!(found[1], found[2]);
        assert!(found[0] > found[1] && found[2] > found[3]);
        assert!(!found[..4].contains(&found[4]));
    }

    #[test]
    fn a_long_chain_does_not_need_a_deep_stack() {
        let edges: Vec<_> = (1..100_000)
            .map(|next| vec![next])
            .chain([vec![]])
            .collect();
        assert_eq!(components(&edges)[0], 99_999);
    }
}
