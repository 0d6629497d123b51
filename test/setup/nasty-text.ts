import fc from "fast-check"

/** What people paste: line ends of every system, tabs, invisible characters, quotes, separators, formulas, split accents. */
export const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\v",
        "\f",
        "\0",
        "\u001c",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u00a0",
      ),
      fc.constantFrom(
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u200e",
        "\u202e",
        "\u0301",
        "e\u0302\u0301",
      ),
      fc.constantFrom('"', '""', ",", ";", "'", "=", "+", "-", "@", "=1+1", "-12,5", "Đăng ký", " ", "\\"),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""))
