import { paths } from "../../http/paths.ts"

/** Where the rows of a table are looked at: targets of indicators where they are set, any other under administration. */
export const tableHome = ({ id, label }: { id: string; label: string }) =>
  id === "chi-tieu-chi-so"
    ? { to: paths.indicatorTargets(), label: "Chỉ tiêu theo đơn vị" }
    : { to: paths.table(id), label }
