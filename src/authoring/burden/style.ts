/** The page's one style sheet: nothing is fetched, and it prints in black on white with its dots. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1f2b28; --soft: #66736e; --line: #e3e1da; --green: #2f6f62;
  --mist: #e4eeea; --sand: #d9d3c3; --amber: #9a6412; --rose: #a2452f; }
@media (prefers-color-scheme: dark) { :root { --paper: #171c1b; --ink: #e6ebe8; --soft: #9aa8a2; --line: #2d3634;
  --green: #7cc0ae; --mist: #21302c; --sand: #4a493f; --amber: #d9a55a; --rose: #e08a73; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 2rem 5rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.7rem; font-weight: 600; margin: 0; letter-spacing: .01em; }
h2 { font-size: 1.25rem; font-weight: 600; margin: 3.5rem 0 .25rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; font-weight: 600; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 1rem; max-width: 44rem; } .soft { color: var(--soft); }
.numbers { display: flex; flex-wrap: wrap; gap: 2.5rem; margin: 1rem 0 .5rem; padding: 0; list-style: none; }
.numbers b { display: block; font-size: 2rem; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--green); }
.bars { display: block; width: 100%; height: auto; max-width: 60rem; margin: .5rem 0 0; font-size: 13px; }
.bars text { fill: var(--ink); } .bars .apart { fill: var(--sand); } .bars .apart.odd { opacity: .72; } .bars .once { fill: var(--green); }
.bars .gap { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; } .bars .gain { fill: var(--green); font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 0; font-size: 14px; line-height: 1.35; }
.matrix thead th { position: sticky; top: 0; background: var(--paper); border-bottom: 1px solid var(--ink); padding: .4rem .25rem; vertical-align: bottom; font-weight: 500; z-index: 1; }
.matrix thead th { text-align: start; } .matrix thead th:last-child { padding-inline-start: .9rem; } .matrix thead th.name { text-align: center; }
.matrix thead th.name span { writing-mode: vertical-rl; display: inline-block; max-height: 13rem; text-align: start; }
:lang(en) .matrix thead th.name span { transform: rotate(180deg); text-align: start; }
.matrix tbody th { text-align: start; font-weight: 400; padding: .22rem 1rem .22rem 0; border-bottom: 1px solid var(--line); min-width: 11rem; }
.matrix td { text-align: center; width: 2.4rem; min-width: 2.4rem; padding: .22rem 0; border-bottom: 1px solid var(--line); }
.matrix tbody tr:hover > * { background: var(--mist); }
.matrix tr.group th { padding-top: 1.4rem; color: var(--soft); font-size: 13px; border-bottom: 1px solid var(--line); }
.matrix td.count { text-align: start; padding-inline-start: .9rem; width: 7rem; font-variant-numeric: tabular-nums; color: var(--soft); white-space: nowrap; }
.matrix td.count svg { vertical-align: middle; margin-inline-end: .45rem; } .matrix td.count rect { fill: var(--green); }
.matrix tfoot th, .matrix tfoot td { border-bottom: 0; border-top: 1px solid var(--ink); padding-top: .5rem; font-weight: 500; text-align: center; font-variant-numeric: tabular-nums; }
.matrix tfoot th { text-align: start; }
.dot { display: inline-block; width: .82em; height: .82em; border-radius: 50%; border: .13em solid var(--green); vertical-align: -.06em; }
.dot.full { background: var(--green); }
.legend { font-size: 13px; color: var(--soft); display: flex; gap: 1.5rem; margin: .3rem 0 .6rem; } .legend .dot { margin-inline-end: .4em; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.5rem; margin: .5rem 0; font-size: 14px; }
dt { font-weight: 500; } dd { margin: 0; } .tag { display: inline-block; margin: 0 .9em .15em 0; } .tag small { color: var(--soft); font-size: 12px; }
.must { color: var(--rose); font-weight: 500; }
footer { margin-top: 4rem; font-size: 13px; color: var(--soft); }
@media print {
  @page { size: A4; margin: 12mm; }
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #ccc; --green: #1f5a4e; --sand: #ccc6b4; --rose: #8a2f1b; }
  body { padding: 0; max-width: none; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scroll { overflow: visible; } .matrix thead th { position: static; } .matrix thead { display: table-header-group; }
  table { font-size: 9pt; } tr, dl > * { break-inside: avoid; } h2, h3 { break-after: avoid; } h2 { margin-top: 1.5rem; }
  .matrix td { width: 1.7rem; min-width: 1.7rem; } .matrix tbody th { min-width: 8rem; }
}
`
