/**
 * Every currency in which a payment can be asked for (the list of docs.stripe.com/currencies) with what one euro is worth
 * in it: round figures of our own, plausible for 2026, around which the daily rates move.
 */
const TABLE = `
aed 4.26, afn 77, all 97, amd 445, ang 2.08, aoa 1064, ars 1670, aud 1.77, awg 2.09, azn 1.97, bam 1.956, bbd 2.32,
bdt 141, bgn 1.956, bhd 0.437, bif 3430, bmd 1.16, bnd 1.5, bob 8.02, brl 6.25, bsd 1.16, bwp 15.6, byn 3.42, bzd 2.33,
cad 1.62, cdf 2610, chf 0.93, clp 1085, cny 8.25, cop 4420, crc 583, cve 110.3, czk 24.3, djf 206, dkk 7.46, dop 74,
dzd 151, egp 55.1, etb 178, eur 1, fjd 2.65, fkp 0.88, gbp 0.88, gel 3.14, gip 0.88, gmd 84, gnf 10070, gtq 8.88,
gyd 243, hkd 9.02, hnl 30.5, htg 152, huf 384, idr 19350, ils 3.78, inr 103, isk 147, jmd 186, jod 0.822, jpy 180,
kes 150, kgs 101, khr 4650, kmf 492, krw 1700, kwd 0.356, kyd 0.967, kzt 605, lak 25200, lbp 103900, lkr 355, lrd 209,
lsl 20, mad 10.7, mdl 19.7, mga 5190, mkd 61.6, mmk 2436, mnt 4160, mop 9.29, mur 53.2, mvr 17.9, mwk 2012, mxn 21.3,
myr 4.8, mzn 74.2, nad 20, ngn 1670, nio 42.7, nok 11.75, npr 165, nzd 2.05, omr 0.446, pab 1.16, pen 3.92, pgk 4.9,
php 68.4, pkr 326, pln 4.24, pyg 8180, qar 4.22, ron 5.09, rsd 117.2, rub 93, rwf 1685, sar 4.35, sbd 9.55, scr 16.7,
sek 10.98, sgd 1.5, shp 0.88, sle 26.8, sos 663, srd 44.8, std 24500, szl 20, thb 37.6, tjs 10.7, tnd 3.4, top 2.77,
try 49.1, ttd 7.87, twd 36.2, tzs 2850, uah 48.9, ugx 4180, usd 1.16, uyu 46.1, uzs 13870, vnd 30550, vuv 141, wst 3.23, xaf 655.957,
xcd 3.13, xof 655.957, xpf 119.3, yer 276, zar 20, zmw 26.1`;

/** What one euro is worth in each currency, in major units. */
export const PER_EURO: ReadonlyMap<string, number> = new Map(
  TABLE.split(",").map((entry) => {
    const [code = "", value = ""] = entry.trim().split(" ");
    return [code, Number(value)];
  }),
);
