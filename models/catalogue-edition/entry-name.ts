import type { CarriedEntry } from "./catalogue-edition.ts"

type NamedEntry = Pick<CarriedEntry, "serviceName" | "caseName"> & { procedure: { name: string } }

/**
 * What a row is called: the procedure, and the case that tells its services apart, empty where there is none to tell. Rows of
 * earlier releases, which kept no case, go by the name of the service.
 */
export const entryNameOf = ({
  serviceName,
  caseName,
  procedure,
}: NamedEntry): { name: string; caseName: string } =>
  caseName === undefined ? { name: serviceName, caseName: "" } : { name: procedure.name, caseName }

/** `Đăng ký kết hôn (Trường hợp 02)`, as a list names it; in a document the case stands on a line of its own. */
export const entryNameInText = (entry: NamedEntry, between: " " | "\n" = " "): string => {
  const { name, caseName } = entryNameOf(entry)
  return caseName ? `${name}${between}(${caseName})` : name
}
