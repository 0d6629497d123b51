/** The parts of a registration's screen, as `?phan=` names them. */
const TABS = ["tra-loi", "thu-tuc", "tep", "nhan-xet", "lich-su"] as const
export type Tab = (typeof TABS)[number]

/** The part an address asks for; the answers where it names none. */
export const tabOf = ({ url }: Pick<Request, "url">): Tab => {
  const asked = new URL(url).searchParams.get("phan")
  return TABS.find((tab) => tab === asked) ?? "tra-loi"
}
