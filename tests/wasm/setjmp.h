/* Tests include it for cmocka, which is not here (cmocka.h beside this file). */
