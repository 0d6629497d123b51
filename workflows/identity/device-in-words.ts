const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//u, "Edge"],
  [/(?:OPR|Opera)\//u, "Opera"],
  [/coc_coc/u, "Cốc Cốc"],
  [/Firefox\//u, "Firefox"],
  [/Chrom(?:e|ium)\//u, "Chrome"],
  [/Safari\//u, "Safari"],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/u, "Windows"],
  [/Android/u, "Android"],
  [/iPhone|iPad/u, "iOS"],
  [/Mac OS X/u, "macOS"],
  [/Linux/u, "Linux"],
]

/** What a browser says of itself, as people know it: `Chrome trên Windows`. */
export const deviceInWords = (userAgent: string): string => {
  const named = (known: readonly [RegExp, string][]) => known.find(([form]) => form.test(userAgent))?.[1]
  return `${named(BROWSERS) ?? "Trình duyệt khác"} trên ${named(SYSTEMS) ?? "máy khác"}`
}
