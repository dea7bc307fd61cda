package org.wirewarrant.live;

import org.wirewarrant.capture.LinkTypes;

/**
 * libpcap numbers link types by the platform's DLT_ values in memory and by the registry's LINKTYPE_ values in files. Most are equal;
 * these are the ones that differ on Linux.
 */
final class DataLinks {
    private static final int[][] DLT_AND_LINKTYPE = {
        {11, LinkTypes.ATM_RFC1483},
        {12, LinkTypes.RAW},
        {15, 102},
        {16, 103},
        {18, 246},
        {19, 106},
    };

    private DataLinks() {}

    /** LINKTYPE_ of a DLT_. */
    static int linkType(int dlt) {
        for (int[] pair : DLT_AND_LINKTYPE) {
            if (pair[0] == dlt) {
                return pair[1];
            }
        }
        return dlt;
    }

    /** DLT_ of a LINKTYPE_. */
    static int dlt(int linkType) {
        for (int[] pair : DLT_AND_LINKTYPE) {
            if (pair[1] == linkType) {
                return pair[0];
            }
        }
        return linkType == LinkTypes.RAW_OPENBSD ? 12 : linkType;
    }
}
