/**
 * Districts and communes of Đắk Nông until 30/6/2025: names from the national statistics office's list of 2023 (spelling as
 * there, tone marks as `Hòa`). Codes are training values: districts `000.00.30.H16`…, communes `000.01.30.H16`….
 * Which communes of the merged province took over which is not in our sources: successors stay empty.
 */
import type { Agency } from "#models/agency/agency.ts"
import { slugOf } from "#models/shared/text.ts"
import { anAgency, twoDigits } from "./agency-builders.ts"

type DistrictRow = { name: string; communes: { kind: "phường" | "thị trấn" | "xã"; names: string[] }[] }

/** Order is the order of the training numbers. */
const DISTRICTS: DistrictRow[] = [
  {
    name: "thành phố Gia Nghĩa",
    communes: [
      {
        kind: "phường",
        names: ["Nghĩa Đức", "Nghĩa Thành", "Nghĩa Phú", "Nghĩa Tân", "Nghĩa Trung", "Quảng Thành"],
      },
      { kind: "xã", names: ["Đăk R'Moan", "Đắk Nia"] },
    ],
  },
  {
    name: "huyện Đăk Glong",
    communes: [
      {
        kind: "xã",
        names: ["Quảng Sơn", "Quảng Hòa", "Đắk Ha", "Đắk R'Măng", "Quảng Khê", "Đắk Plao", "Đắk Som"],
      },
    ],
  },
  {
    name: "huyện Cư Jút",
    communes: [
      { kind: "thị trấn", names: ["Ea T'Ling"] },
      {
        kind: "xã",
        names: ["Đắk Wil", "Ea Pô", "Nam Dong", "Đắk DRông", "Tâm Thắng", "Cư Knia", "Trúc Sơn"],
      },
    ],
  },
  {
    name: "huyện Đắk Mil",
    communes: [
      { kind: "thị trấn", names: ["Đắk Mil"] },
      {
        kind: "xã",
        names: [
          "Đắk Lao",
          "Đắk R'La",
          "Đắk Gằn",
          "Đức Mạnh",
          "Đắk N'Drót",
          "Long Sơn",
          "Đắk Sắk",
          "Thuận An",
          "Đức Minh",
        ],
      },
    ],
  },
  {
    name: "huyện Krông Nô",
    communes: [
      { kind: "thị trấn", names: ["Đắk Mâm"] },
      {
        kind: "xã",
        names: [
          "Đắk Sôr",
          "Nam Xuân",
          "Buôn Choah",
          "Nam Đà",
          "Tân Thành",
          "Đắk Drô",
          "Nâm Nung",
          "Đức Xuyên",
          "Đắk Nang",
          "Quảng Phú",
          "Nâm N'Đir",
        ],
      },
    ],
  },
  {
    name: "huyện Đắk Song",
    communes: [
      { kind: "thị trấn", names: ["Đức An"] },
      {
        kind: "xã",
        names: [
          "Đắk Môl",
          "Đắk Hòa",
          "Nam Bình",
          "Thuận Hà",
          "Thuận Hạnh",
          "Đắk N'Dung",
          "Nâm N'Jang",
          "Trường Xuân",
        ],
      },
    ],
  },
  {
    name: "huyện Đắk R'Lấp",
    communes: [
      { kind: "thị trấn", names: ["Kiến Đức"] },
      {
        kind: "xã",
        names: [
          "Quảng Tín",
          "Đắk Wer",
          "Nhân Cơ",
          "Kiến Thành",
          "Nghĩa Thắng",
          "Đạo Nghĩa",
          "Đắk Sin",
          "Hưng Bình",
          "Đắk Ru",
          "Nhân Đạo",
        ],
      },
    ],
  },
  {
    name: "huyện Tuy Đức",
    communes: [
      { kind: "xã", names: ["Quảng Trực", "Đắk Búk So", "Quảng Tâm", "Đắk R'Tíh", "Đắk Ngo", "Quảng Tân"] },
    ],
  },
]

const FIRST_DISTRICT_NUMBER = 30

const committeeOf = (
  place: string,
  adminLevel: "DISTRICT" | "COMMUNE",
  parentId: string,
  codes: [string, string],
): Agency =>
  anAgency({
    id: `ubnd-${slugOf(place)}`,
    kind: adminLevel === "DISTRICT" ? "DISTRICT_COMMITTEE" : "COMMUNE_COMMITTEE",
    adminLevel,
    parentId,
    name: `Ủy ban nhân dân ${place}`,
    shortName: `UBND ${place}`,
    codes,
  })

const withCommunes = ({ name, communes }: DistrictRow, index: number): Agency[] => {
  const number = twoDigits(FIRST_DISTRICT_NUMBER + index)
  const district = committeeOf(name, "DISTRICT", "ubnd-tinh", [`H16.${number}`, `000.00.${number}.H16`])
  const places = communes.flatMap(({ kind, names }) => names.map((commune) => `${kind} ${commune}`))
  return [
    district,
    ...places.map((place, at) => {
      const commune = twoDigits(at + 1)
      return committeeOf(place, "COMMUNE", district.id, [
        `H16.${number}.${commune}`,
        `000.${commune}.${number}.H16`,
      ])
    }),
  ]
}

export const DISTRICTS_AND_COMMUNES: Agency[] = DISTRICTS.flatMap(withCommunes)
