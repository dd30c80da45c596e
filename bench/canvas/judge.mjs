// The limits of the small form: shares of what React Flow needs in the same run, and counts; never a time.
import { middleOf, paired, value } from './figures.mjs';

/** Says of each limit whether it is kept, in a line that a machine can count. Returns whether all are. */
export function judge({ measured }, { limits }) {
  let kept = true;
  for (const { scene, figure, share, most, why } of limits) {
    const seen = measured.find((one) => one.scene === scene)?.seen ?? {};
    const [ours, peer] = [seen['Topology Designer'], seen['React Flow']];
    if (!ours || !peer) {
      kept = false;
      console.log(`not ok ${scene} ${why}: a page was given up`);
      continue;
    }
    const found = share === undefined ? middleOf(ours.map((visit) => value(visit, figure))) : paired(ours, peer, figure);
    const limit = share ?? most;
    const good = found <= limit;
    kept &&= good;
    const told = share === undefined ? `${Math.round(found)}, at most ${most}` : `${found.toFixed(2)} of React Flow, at most ${share}`;
    console.log(`${good ? 'ok' : 'not ok'} ${scene} ${why}: ${told}`);
  }
  return kept;
}
