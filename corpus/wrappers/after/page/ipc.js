const PREFIX = 'parcel:'

/** The whole name of a channel for parcels. */
export const parcel = (name) => `${PREFIX}${name}`

export const desk = {
}
